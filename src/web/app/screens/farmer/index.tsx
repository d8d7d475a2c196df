import './farmer.css';
import { useEffect } from 'preact/hooks';
import { lazy, Route, Router } from 'preact-iso';
import { part, whenIdle } from '../../offline.ts';
import { NotHere } from '../not-here.tsx';
import { HarvestScreen } from './harvest.tsx';
import { HomeScreen } from './home.tsx';

const BatchScreen = lazy(() => part(() => import('./batch.tsx')));
const CorrectScreen = lazy(() => part(() => import('./correct.tsx')));
const ReportsScreen = lazy(() => part(() => import('../period-reports/index.tsx')));

/** What a farmer uses, below /app/farmer. */
export default function Farmer() {
  // What comes after the first harvest, before the signal is gone.
  useEffect(() => void whenIdle(() => void BatchScreen.preload().catch(() => {})), []);
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
