import { useEffect, useErrorBoundary } from 'preact/hooks';
import { LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso';
import { AUDIENCES, type Audience } from '../../wire/audiences.ts';
import { Alarm } from './alarm/alarm.tsx';
import { audiencesOf, homeOf, isScanning } from './audiences.ts';
import { batchesPath } from './data/paths.ts';
import { warm } from './data/use-data.ts';
import { isOutdated, part } from './offline.ts';
import { Button } from './parts/controls.tsx';
import { Page } from './parts/page.tsx';
import { TopBar } from './parts/top-bar.tsx';
import { AccountScreen } from './screens/account.tsx';
import { NotHere } from './screens/not-here.tsx';
import { OutboxScreen } from './screens/outbox.tsx';
import { SignInScreen } from './screens/sign-in.tsx';
import { session } from './session/session.ts';
import { say } from './words/common.ts';
import { language } from './words/language.ts';

/** Each audience is a chunk of its own, with the addresses below its own. */
const SCREENS_OF = {
  farmer: lazy(() => part(() => import('./screens/farmer/index.tsx'))),
  lead: lazy(() => part(() => import('./screens/lead/index.tsx'))),
  stall: lazy(() => part(() => import('./screens/stall/index.tsx'))),
  kitchen: lazy(() => part(() => import('./screens/kitchen/index.tsx'))),
  office: lazy(() => part(() => import('./screens/office/index.tsx'))),
} satisfies Record<Audience, unknown>;

/** Fetches the screens that will be wanted, before it is known: most people are farmers. */
export function preloadScreens(): void {
  const [audience = 'farmer'] = audiencesOf.value;
  void SCREENS_OF[audience].preload().catch(() => {});
  if (audience === 'farmer') void warm(batchesPath());
}

/** Addresses that are screens; all others are the server's. */
const SCREENS = /^\/(app(\/|$)|$|\?)/;

export function App() {
  const words = say();
  const [broken, mend] = useErrorBoundary((error) => console.error(error));
  useEffect(() => {
    document.documentElement.lang = language.value;
    document.title = words.brand;
  }, [language.value]);
  if (broken) {
    return (
      <Page title={words.brand}>
        <p>{words.somethingWrong}</p>
        <Button onClick={mend}>{words.reload}</Button>
      </Page>
    );
  }
  return (
    <LocationProvider scope={SCREENS}>
      <TopBar />
      <Alarm />
      <Screens />
    </LocationProvider>
  );
}

function Screens() {
  if (session.value === undefined) return <Page title={say().loading} />;
  if (session.value === null) return <SignInScreen />;
  return (
    // Nothing of one person's screens stays for the next.
    <Router key={session.value.userId} onRouteChange={onRouteChange}>
      <Route path="/" component={Home} />
      <Route path="/app" component={Home} />
      <Route path="/app/outbox" component={OutboxScreen} />
      <Route path="/app/sign-in" component={SignInScreen} />
      <Route path="/app/account" component={AccountScreen} />
      {AUDIENCES.flatMap((audience) =>
        // The first does not match the second.
        [`${homeOf(audience)}/*`, homeOf(audience)].map((path) => (
          <Route key={path} path={path} component={SCREENS_OF[audience]} />
        )),
      )}
      <Route default component={NotHere} />
    </Router>
  );
}

let first = true;
function onRouteChange(url: string): void {
  // The page that is open belongs to an older version: the address is opened as a page of the new one.
  if (!first && isOutdated()) location.assign(url);
  first = false;
  scrollTo(0, 0);
}

/** To the home of whoever is signed in; from the public page of a label to what they do with it. */
function Home() {
  const { route, query } = useLocation();
  const [audience] = audiencesOf.value;
  const scans = audiencesOf.value.find(isScanning);
  useEffect(() => {
    if (query.code && scans) route(`${homeOf(scans)}/b/${encodeURIComponent(query.code)}`, true);
    else route(audience ? homeOf(audience) : '/app/account', true);
  }, [audience]);
  return null;
}
