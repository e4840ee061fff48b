import { mount } from 'svelte';
import App from './App.svelte';
import { watchLock } from './features/lock/lock.ts';
import { localeFrom, setLocale } from './i18n/locale.svelte.ts';
import './styles/base.css';

const target = document.getElementById('app');
if (!target) throw new Error('the page has no #app');

// Main knows the setting and answers within a moment; until then the system's language is the best guess.
setLocale(localeFrom(navigator.language));
mount(App, { target });
watchLock();
