import { render } from 'preact';
import { takeKeyOfAddress } from './api/key.ts';
import { App } from './app.tsx';
import { pageOf } from './shell/pages.ts';
import { createPreferences } from './store/preferences.ts';
import { createRouter } from './store/router.ts';
import './ui/tokens.css';
import './ui/base.css';

takeKeyOfAddress();
const place = document.querySelector('#app');
if (place === null) throw new Error('index.html has no element #app.');
const router = createRouter();
// Its code comes while the rest of the page is built; the outlet says so where it cannot be loaded.
pageOf(router.get().path)
  ?.load()
  .catch(() => {});
render(<App router={router} preferences={createPreferences()} />, place);
