import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { startLang } from './state/settings.svelte.ts';

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no element with the id app');
const query = new URLSearchParams(location.search);
await startLang(query);
target.replaceChildren();
mount(App, { target, props: { query } });
