import type { ComponentChildren } from 'preact';
import { showBatchCode } from '../../../../domain/batch-code.ts';
import type { Amount } from '../../../../domain/quantities.ts';
import type { Entry, Kind } from '../../outbox/entry.ts';
import { ownEntries } from '../../outbox/outbox.ts';
import { Shown } from '../../parts/as-of.tsx';
import { EntryState } from '../../parts/entry-state.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Page } from '../../parts/page.tsx';
import { kgOf, named, shownAmount, shownMoment, today } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import { sayStall } from '../../words/stall.ts';
import { correctionOf } from '../correct/entries.ts';
import { type BookEntry, useStall } from './morning.tsx';

const KINDS: Kind[] = ['sale.record', 'stall.receive', 'stall.discard', 'stall.count'];

/** What was sold, received, thrown away and counted today, each to be put right with a tap. */
export function TodayScreen() {
  const words = sayStall();
  const { lists } = useStall();
  const waiting = ownEntries.value.filter(
    ({ kind, state }) => KINDS.includes(kind) && state !== 'sent',
  );
  const received = (lists.received.value?.items ?? []).filter(
    ({ deliverOn }) => deliverOn === today(),
  );
  return (
    <Page title={words.today} back="/app/stall">
      <p>{words.todayLead}</p>
      {waiting.length > 0 && (
        <ul class="list">
          {waiting.map((entry) => (
            <Waiting key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <Shown data={lists.sales}>
        {(sales) => (
          <>
            <Group title={say().outbox.kinds['sale.record']} entries={sales} />
            <Section title={words.receive} isEmpty={received.length === 0}>
              {received.flatMap(({ id, from, lines }) =>
                lines.map(({ batch, crop, acceptedGrams, sentGrams }) => (
                  <Row
                    key={`${id} ${batch}`}
                    href={`/app/stall/b/${batch}/correct?delivery=${id}`}
                    name={named(crop)}
                    amount={kgOf(acceptedGrams ?? sentGrams)}
                  >
                    <span>{named(from.names)}</span>
                    <span class="small-code">{showBatchCode(batch)}</span>
                  </Row>
                )),
              )}
            </Section>
            <Group
              title={say().outbox.kinds['stall.discard']}
              entries={lists.discards.value ?? []}
            />
            <Group title={say().outbox.kinds['stall.count']} entries={lists.counts.value ?? []} />
          </>
        )}
      </Shown>
    </Page>
  );
}

const Waiting = ({ entry }: { entry: Entry }) => (
  <li>
    <a class="card goods" href="/app/outbox">
      <span class="goods-text">
        <b>
          {say().outbox.kinds[entry.kind]} {entry.title}
        </b>
        <EntryState entry={entry} />
      </span>
    </a>
  </li>
);

function Group({ title, entries }: { title: string; entries: readonly BookEntry[] }) {
  const cropOf = useCropNames();
  const standing = entries.filter(({ voided }) => !voided);
  return (
    <Section title={title} isEmpty={standing.length === 0}>
      {standing.map(({ id, batch, at, grams, data }) => {
        const correction = correctionOf(id);
        const entered = data.amount as Amount | undefined;
        const weight = (data.counted as Amount | undefined)?.grams ?? grams;
        // Corrected, it is only known by its weight.
        const asEntered = entered?.grams === weight && entered.unit !== 'g';
        return (
          <Row
            key={id}
            href={`/app/stall/b/${batch}/correct?entry=${id}`}
            name={cropOf(batch)}
            amount={asEntered ? shownAmount(entered) : kgOf(weight)}
          >
            <span>{shownMoment(at)}</span>
            <span class="small-code">{showBatchCode(batch)}</span>
            {correction && (
              <span>
                {sayCorrect().waiting}: <EntryState entry={correction} />
              </span>
            )}
          </Row>
        );
      })}
    </Section>
  );
}

const Section = ({
  title,
  isEmpty,
  children,
}: {
  title: string;
  isEmpty: boolean;
  children: ComponentChildren;
}) => (
  <section>
    <h2>{title}</h2>
    {isEmpty ? <p>{sayStall().nothingYet}</p> : <ul class="list">{children}</ul>}
  </section>
);

const Row = ({
  href,
  name,
  amount,
  children,
}: {
  href: string;
  name: string;
  amount: string;
  children: ComponentChildren;
}) => (
  <li>
    <a class="card goods" href={href}>
      <span class="goods-text">
        <b>
          {name} <span>{amount}</span>
        </b>
        {children}
      </span>
      <span class="mend">
        <Icon of="pencil" />
        {sayCorrect().link}
      </span>
    </a>
  </li>
);

/** What a batch is of, as far as one of the lists says so. */
function useCropNames(): (code: string) => string {
  const { lists, goods } = useStall();
  const lines = (lists.received.value?.items ?? []).flatMap((delivery) => delivery.lines);
  return (code) => {
    const crop =
      goods.find((batch) => batch.code === code)?.crop.names ??
      lines.find(({ batch }) => batch === code)?.crop;
    return crop ? named(crop) : '';
  };
}
