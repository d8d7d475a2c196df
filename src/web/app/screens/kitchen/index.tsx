import './kitchen.css';
import { lazy, Route, Router } from 'preact-iso';
import { part } from '../../offline.ts';
import { NotHere } from '../not-here.tsx';
import { CookScreen } from './cook.tsx';
import { CorrectScreen } from './correct.tsx';
import { HomeScreen } from './home.tsx';

const ReportsScreen = lazy(() => part(() => import('../period-reports/index.tsx')));

/** What is used in a school's kitchen, below /app/kitchen. */
export default function Kitchen() {
  return (
    <Router>
      <Route path="/" component={HomeScreen} />
      <Route path="/b/:code/correct" component={CorrectScreen} />
      <Route path="/cook" component={CookScreen} />
      <Route path="/reports" component={ReportsScreen} />
      <Route default component={NotHere} />
    </Router>
  );
}
