import './farmer.css';
import { lazy, Route, Router } from 'preact-iso';
import { part } from '../../offline.ts';
import { NotHere } from '../not-here.tsx';
import { BatchScreen } from './batch.tsx';
import { CorrectScreen } from './correct.tsx';
import { HarvestScreen } from './harvest.tsx';
import { HomeScreen } from './home.tsx';

const ReportsScreen = lazy(() => part(() => import('../period-reports/index.tsx')));

/** What a farmer uses, below /app/farmer. */
export default function Farmer() {
  return (
    <Router>
      <Route path="/" component={HomeScreen} />
      <Route path="/harvest" component={HarvestScreen} />
      <Route path="/batches/:code" component={BatchScreen} />
      <Route path="/batches/:code/correct" component={CorrectScreen} />
      <Route path="/reports" component={ReportsScreen} />
      <Route default component={NotHere} />
    </Router>
  );
}
