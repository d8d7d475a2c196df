import { useLocation } from 'preact-iso';
import { Page } from '../../parts/page.tsx';
import { Scanner } from '../../parts/scanner.tsx';
import { sayMarket } from '../../words/market.ts';
import { LastSale } from './last-sale.tsx';

export function ScanScreen() {
  const { route } = useLocation();
  return (
    <Page title={sayMarket().scanTitle} back="/app/stall">
      <LastSale />
      <Scanner onCode={(code) => route(`/app/stall/b/${code}?scanned=1`)} />
    </Page>
  );
}
