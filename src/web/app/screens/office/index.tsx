import { Route, Router } from 'preact-iso';
import { Page } from '../../parts/page.tsx';
import { say } from '../../words/common.ts';
import { NotHere } from '../not-here.tsx';

/** What is used, below /app/office. */
export default function Office() {
  return (
    <Router>
      <Route path="/" component={Home} />
      <Route default component={NotHere} />
    </Router>
  );
}

function Home() {
  const words = say();
  return (
    <Page title={words.home}>
      <p>{words.notYet}</p>
    </Page>
  );
}
