import type { ComponentChildren } from 'preact';
import type { Data } from '../data/use-data.ts';
import { say } from '../words/common.ts';
import { Button, Loading, Wrong } from './controls.tsx';
import { Icon } from './icons.tsx';
import { textOf } from './refusal.tsx';
import { shownMoment } from './shown.ts';

/** What `children` make of fetched data; before that how it is coming, and beside it how old it is. */
export function Shown<T>({
  data,
  children,
}: {
  data: Data<T>;
  children: (value: T) => ComponentChildren;
}) {
  const words = say();
  if (data.state === 'refused') return <Wrong>{data.problem && textOf(data.problem)}</Wrong>;
  if (data.value === null) {
    if (data.state === 'loading') return <Loading />;
    return (
      <>
        <Wrong>{words.noSignalNothing}</Wrong>
        <Button kind="plain" onClick={data.reload}>
          {words.reload}
        </Button>
      </>
    );
  }
  return (
    <>
      {data.state === 'kept' && data.at && (
        <p class="as-of" role="status">
          <Icon of="noSignal" /> {words.noSignalKept(shownMoment(data.at))}
        </p>
      )}
      {children(data.value)}
    </>
  );
}
