import { useLocation } from 'preact-iso';
import { Page } from '../../parts/page.tsx';
import { Scanner } from '../../parts/scanner.tsx';
import { sayMarket } from '../../words/market.ts';

export function ScanScreen() {
  const { route } = useLocation();
  return (
    <Page title={sayMarket().scanTitle} back="/app/lead">
      <Scanner onCode={(code) => route(`/app/lead/b/${code}`)} />
    </Page>
  );
}
