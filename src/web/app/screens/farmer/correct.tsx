import { useRoute } from 'preact-iso';
import { Correct } from '../correct/correct.tsx';
import { useCrops } from './own.ts';

export default function CorrectScreen() {
  return (
    <Correct crops={useCrops().value} back={`/app/farmer/batches/${useRoute().params.code}`} />
  );
}
