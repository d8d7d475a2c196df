import '../market.css';
import { lazy, Route, Router } from 'preact-iso';
import { part } from '../../offline.ts';
import { NotHere } from '../not-here.tsx';
import { AccessScreen } from './access.tsx';
import { BatchScreen } from './batch.tsx';
import { CorrectScreen } from './correct.tsx';
import { DeliveriesScreen } from './deliveries.tsx';
import { DeliveryScreen } from './delivery.tsx';
import { HomeScreen } from './home.tsx';
import { LabelsScreen } from './labels.tsx';
import { MixScreen } from './mix.tsx';
import { Morning, useLists } from './morning.tsx';
import { RollsScreen } from './rolls.tsx';
import { ScanScreen } from './scan.tsx';
import { SendScreen } from './send.tsx';
import { TestScreen } from './test.tsx';

const ReportsScreen = lazy(() => part(() => import('../period-reports/index.tsx')));

/** What a network lead uses, below /app/lead. */
export default function Lead() {
  return (
    <Morning.Provider value={useLists()}>
      <Router>
        <Route path="/" component={HomeScreen} />
        <Route path="/scan" component={ScanScreen} />
        <Route path="/b/:code" component={BatchScreen} />
        <Route path="/b/:code/correct" component={CorrectScreen} />
        <Route path="/tests/:code" component={TestScreen} />
        <Route path="/labels" component={LabelsScreen} />
        <Route path="/rolls" component={RollsScreen} />
        <Route path="/send" component={SendScreen} />
        <Route path="/mix" component={MixScreen} />
        <Route path="/deliveries" component={DeliveriesScreen} />
        <Route path="/deliveries/:id" component={DeliveryScreen} />
        <Route path="/access" component={AccessScreen} />
        <Route path="/reports" component={ReportsScreen} />
        <Route default component={NotHere} />
      </Router>
    </Morning.Provider>
  );
}
