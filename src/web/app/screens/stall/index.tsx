import '../market.css';
import { lazy, Route, Router } from 'preact-iso';
import { part } from '../../offline.ts';
import { NotHere } from '../not-here.tsx';
import { CloseScreen } from './close.tsx';
import { CorrectScreen } from './correct.tsx';
import { HomeScreen } from './home.tsx';
import { LabelScreen } from './label.tsx';
import { Morning, useLists } from './morning.tsx';
import { ReceiveScreen } from './receive.tsx';
import { ScanScreen } from './scan.tsx';
import { TodayScreen } from './today.tsx';

const ReportsScreen = lazy(() => part(() => import('../period-reports/index.tsx')));

/** What a stall manager uses, below /app/stall. */
export default function Stall() {
  return (
    <Morning.Provider value={useLists()}>
      <Router>
        <Route path="/" component={HomeScreen} />
        <Route path="/scan" component={ScanScreen} />
        <Route path="/b/:code" component={LabelScreen} />
        <Route path="/b/:code/correct" component={CorrectScreen} />
        <Route path="/today" component={TodayScreen} />
        <Route path="/deliveries/:id" component={ReceiveScreen} />
        <Route path="/close" component={CloseScreen} />
        <Route path="/reports" component={ReportsScreen} />
        <Route default component={NotHere} />
      </Router>
    </Morning.Provider>
  );
}
