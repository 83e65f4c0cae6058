import { render } from 'preact';
import { takeKeyOfAddress } from './api/key.ts';
import { App } from './app.tsx';
import { createPreferences } from './store/preferences.ts';
import { createRouter } from './store/router.ts';
import './ui/tokens.css';
import './ui/base.css';

takeKeyOfAddress();
const place = document.querySelector('#app');
if (place === null) throw new Error('index.html has no element #app.');
render(<App router={createRouter()} preferences={createPreferences()} />, place);
