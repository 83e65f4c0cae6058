import type { Page } from 'playwright-core';

/** One picture of docs/dashboard.md. */
export interface Picture {
  /** Of the file, without its ending. */
  readonly name: string;
  /** Below `/ui/`; `WATCHED` stands for the id of the answer that is watched. */
  readonly path: string;
  /** Default: 1280 by 800. */
  readonly width?: number;
  readonly height?: number;
  /** Default: light. */
  readonly colorScheme?: 'light' | 'dark';
  /** Waits until all is shown. */
  readonly prepare: (page: Page) => Promise<void>;
}

/** The end of what the stand-in gives of the watched answer. */
const watchedEnd = 'const list = [10, 9];';

/** All of them. */
export const pictures: readonly Picture[] = [
  { name: 'board', path: '?id=WATCHED', height: 720, prepare: boardIsShown },
  {
    name: 'board-dark',
    path: '?id=WATCHED',
    height: 720,
    colorScheme: 'dark',
    prepare: boardIsShown,
  },
  {
    name: 'board-phone',
    path: '',
    width: 390,
    height: 844,
    prepare: async (page) => await page.locator('[data-row]').first().waitFor(),
  },
  {
    name: 'usage',
    path: 'usage?range=day',
    height: 900,
    prepare: async (page) => await page.getByRole('table').first().waitFor(),
  },
  {
    name: 'quota',
    path: 'quota',
    prepare: async (page) => await page.getByText('even pace').first().waitFor(),
  },
  {
    name: 'conversations',
    path: 'conversations',
    prepare: async (page) => {
      await page.getByText('How do I debounce').first().click();
      await page.getByText('The debounce: most callers').waitFor();
    },
  },
  {
    name: 'playground',
    path: 'playground',
    prepare: async (page) => {
      await page
        .getByLabel('Prompt', { exact: true })
        .fill('How do I debounce a function in TypeScript?');
      await page.keyboard.press('Control+Enter');
      await page.getByText('throttle').first().waitFor();
    },
  },
  {
    name: 'connect',
    path: 'connect?client=openai-js',
    prepare: async (page) => await page.getByText('baseURL').first().waitFor(),
  },
];

async function boardIsShown(page: Page): Promise<void> {
  await page.getByText(watchedEnd).first().waitFor();
}
