import { useLocation } from 'preact-iso';
import { Button, Question } from '../../parts/controls.tsx';
import { nameOf, shownMoment } from '../../parts/shown.ts';
import { sayFarmer } from '../../words/farmer.ts';
import type { Crop } from './own.ts';

/** The same harvest entered twice, or another picking? */
export function TwiceQuestion({
  crop,
  similar,
  onAnother,
  onClose,
}: {
  crop: Pick<Crop, 'nameTh' | 'nameEn'>;
  similar: { code: string; at: string } | null;
  onAnother: () => void;
  onClose: () => void;
}) {
  const words = sayFarmer().twice;
  const { route } = useLocation();
  return (
    <Question title={words.title} onClose={onClose}>
      <p>{words.text(nameOf(crop), similar ? shownMoment(similar.at) : '')}</p>
      <Button onClick={onAnother}>{words.another}</Button>
      <Button kind="plain" onClick={() => route(`/app/farmer/batches/${similar?.code}`, true)}>
        {words.same}
      </Button>
    </Question>
  );
}
