import '../tokens.css';
import '../base.css';
import './style.css';
import { render } from 'preact';
import { keepAsking } from './alarm/alerts.ts';
import { startServiceWorker } from './offline.ts';
import { openOutbox } from './outbox/outbox.ts';
import { keepSending } from './outbox/sender.ts';
import { refreshSession } from './session/session.ts';
import { App, preloadScreens } from './shell.tsx';

void refreshSession();
preloadScreens();
const root = document.getElementById('app');
if (root) render(<App />, root);
void openOutbox().then(keepSending);
keepAsking();
startServiceWorker();
