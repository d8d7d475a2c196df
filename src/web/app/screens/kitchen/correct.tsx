import { useAll } from '../../data/use-data.ts';
import type { Crop } from '../correct/amounts.ts';
import { Correct } from '../correct/correct.tsx';

export function CorrectScreen() {
  const crops = useAll<Crop>('/v1/registry/crops');
  return <Correct crops={crops.value} back="/app/kitchen" />;
}
