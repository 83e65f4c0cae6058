import type { VNode } from 'preact';
import { Page } from '../ui/page.tsx';

export function BoardPage(): VNode {
  return <Page title="Board">…</Page>;
}
