import { Correct } from '../correct/correct.tsx';
import { useStall } from './morning.tsx';

export function CorrectScreen() {
  const { crops } = useStall().lists;
  return <Correct crops={crops.value} back="/app/stall/today" />;
}
