import './batch-code.css';
import { showBatchCode } from '../../../domain/batch-code.ts';
import { Qr } from './qr.tsx';

/** As it is on its label. */
const labelAddress = (code: string) => `${location.origin}/b/${code}`.toUpperCase();

/** The code of a batch, large, and the QR code that its label carries. Made on the phone. */
export function BatchCode({ code, label }: { code: string; label: string }) {
  return (
    <div class="batch-code">
      <div class="qr-place">
        <Qr text={labelAddress(code)} label={label} />
      </div>
      <p class="code">{showBatchCode(code)}</p>
    </div>
  );
}
