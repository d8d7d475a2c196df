import './batch-code.css';
import { ErrorBoundary, lazy } from 'preact-iso';
import { showBatchCode } from '../../../domain/batch-code.ts';
import { part } from '../offline.ts';

const Qr = lazy(() => part(() => import('./qr.tsx')));

/** Capitals take less room in the symbol, and the server takes them. */
const labelAddress = (code: string) => `${location.origin}/b/${code}`.toUpperCase();

/** The code of a batch, large, and the QR code that its label carries. Made on the phone. */
export function BatchCode({ code, label }: { code: string; label: string }) {
  return (
    <div class="batch-code">
      <div class="qr-place">
        <ErrorBoundary>
          <Qr text={labelAddress(code)} label={label} />
        </ErrorBoundary>
      </div>
      <p class="code">{showBatchCode(code)}</p>
    </div>
  );
}
