import { useRoute } from 'preact-iso';
import { Correct } from '../correct/correct.tsx';
import { useNetwork } from './morning.tsx';

export function CorrectScreen() {
  const { crops } = useNetwork().lists;
  return <Correct crops={crops.value} back={`/app/lead/b/${useRoute().params.code}`} />;
}
