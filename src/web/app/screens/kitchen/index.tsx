import './kitchen.css';
import { Route, Router } from 'preact-iso';
import { NotHere } from '../not-here.tsx';
import { CookScreen } from './cook.tsx';
import { CorrectScreen } from './correct.tsx';
import { HomeScreen } from './home.tsx';

/** What is used in a school's kitchen, below /app/kitchen. */
export default function Kitchen() {
  return (
    <Router>
      <Route path="/" component={HomeScreen} />
      <Route path="/b/:code/correct" component={CorrectScreen} />
      <Route path="/cook" component={CookScreen} />
      <Route default component={NotHere} />
    </Router>
  );
}
