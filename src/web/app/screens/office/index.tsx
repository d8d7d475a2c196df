import { lazy, Route, Router, useLocation } from 'preact-iso';
import { part } from '../../offline.ts';
import { say } from '../../words/common.ts';
import { sayOffice } from '../../words/office.ts';
import { NotHere } from '../not-here.tsx';
import { BatchScreen } from './batch.tsx';
import { BatchesScreen } from './batches.tsx';
import { DeliveriesScreen } from './deliveries.tsx';
import { HomeScreen } from './home.tsx';
import './office.css';
import { isOfficer } from './parts.tsx';
import { EntryScreen, NewEntryScreen } from './registry/entry.tsx';
import { ImportScreen } from './registry/import.tsx';
import { RegistryScreen } from './registry/list.tsx';

const ReportsScreen = lazy(() => part(() => import('../period-reports/index.tsx')));

/** What officers and auditors use, below /app/office. */
export default function Office() {
  return (
    <div class="office">
      <Menu />
      <Router>
        <Route path="/" component={HomeScreen} />
        <Route path="/batches" component={BatchesScreen} />
        <Route path="/batches/:code" component={BatchScreen} />
        <Route path="/deliveries" component={DeliveriesScreen} />
        <Route path="/registry" component={RegistryScreen} />
        <Route path="/registry/:kind" component={RegistryScreen} />
        <Route path="/registry/:kind/new" component={NewEntryScreen} />
        <Route path="/registry/:kind/import" component={ImportScreen} />
        <Route path="/registry/:kind/:id" component={EntryScreen} />
        <Route path="/reports" component={ReportsScreen} />
        <Route default component={NotHere} />
      </Router>
    </div>
  );
}

function Menu() {
  const words = sayOffice();
  const { path } = useLocation();
  const home = '/app/office';
  const items = {
    '': words.home,
    '/batches': words.batches,
    '/deliveries': words.deliveries,
    '/registry': words.registry,
    '/reports': say().reports.office,
  };
  return (
    <nav class="menu wide" aria-label={words.nav}>
      {Object.entries(items).map(([below, name]) => {
        const isHere = below ? path.startsWith(home + below) : path.replace(/\/$/, '') === home;
        return (
          <a key={below} href={home + below} aria-current={isHere ? 'page' : undefined}>
            {name}
          </a>
        );
      })}
      {!isOfficer() && <span class="soft">{words.readOnly}</span>}
    </nav>
  );
}
