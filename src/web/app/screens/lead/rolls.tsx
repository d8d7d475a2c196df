import { useState } from 'preact/hooks';
import type { RollListed } from '../../../../wire/labels.ts';
import { Refused, SignedOut, send } from '../../data/api.ts';
import { changes } from '../../data/changes.ts';
import { newKey } from '../../data/key.ts';
import { useData } from '../../data/use-data.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, Choice, Field, Question, Wrong } from '../../parts/controls.tsx';
import { Page } from '../../parts/page.tsx';
import { shownMoment } from '../../parts/shown.ts';
import { expired } from '../../session/session.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { sayMarket } from '../../words/market.ts';
import { ownPlace } from '../market/places.tsx';
import { LabelPaperFields, useLabelPaper } from './label-paper.tsx';
import { PaperButtons } from './paper.tsx';

const COUNTS = ['40', '100', '200', '500'] as const;

/** Labels that are printed before there are batches. */
export function RollsScreen() {
  const words = sayLead().rolls;
  const { id: networkId } = ownPlace('network_lead');
  const rolls = useData<{ items: RollListed[] }>('/v1/rolls');
  const paper = useLabelPaper('50x30');
  const [count, setCount] = useState<(typeof COUNTS)[number]>('200');
  // Until it is issued the same roll is asked for, however often the button is pressed.
  const [key, setKey] = useState(() => newKey());
  const sending = useSending();

  async function issue() {
    const body = { networkId, count: Number(count) };
    const issued = await sending.send('/v1/rolls', body, { 'idempotency-key': key });
    if (issued) setKey(newKey());
  }

  return (
    <Page title={words.title} back="/app/lead">
      <p>{words.lead}</p>
      <Choice
        label={words.count}
        options={COUNTS.map((each) => ({ value: each, text: each }))}
        value={count}
        onChange={setCount}
      />
      <Button icon="plus" busy={sending.busy} onClick={issue}>
        {words.issue}
      </Button>
      {sending.wrong && <Wrong>{sending.wrong}</Wrong>}
      <Shown data={rolls}>
        {({ items }) => {
          const own = items.filter(({ network }) => network.id === networkId);
          const standing = own.find(({ voidedAt }) => voidedAt === null);
          return (
            <>
              {own.length === 0 && <p>{words.none}</p>}
              {standing && (
                <LabelPaperFields paper={paper} labels={standing.count - standing.used} />
              )}
              <ul class="list">
                {own.map((roll) => (
                  <RollCard key={roll.id} roll={roll} paper={paper} />
                ))}
              </ul>
            </>
          );
        }}
      </Shown>
    </Page>
  );
}

function RollCard({ roll, paper }: { roll: RollListed; paper: ReturnType<typeof useLabelPaper> }) {
  const words = sayLead().rolls;
  const { id, count, used, issuedAt, voidedAt, voidReason } = roll;
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const sending = useSending();

  async function voidIt() {
    setTried(true);
    if (!reason.trim()) return;
    if (await sending.send(`/v1/rolls/${id}/void`, { reason: reason.trim() })) setAsking(false);
  }

  return (
    <li class="card">
      <h2>{words.used(String(used), String(count))}</h2>
      <p class="soft">{words.issuedOn(shownMoment(issuedAt))}</p>
      {voidedAt ? (
        <p>{words.voided(shownMoment(voidedAt), voidReason ?? '')}</p>
      ) : (
        <>
          {paper.start !== null && used < count && (
            <PaperButtons
              make={words.print(String(count - used))}
              paper={{
                path: `/v1/rolls/${id}/labels.pdf?size=${paper.size}&start=${paper.start}`,
                name: 'tonnam-roll.pdf',
              }}
            />
          )}
          <Button kind="danger" icon="cross" onClick={() => setAsking(true)}>
            {words.void}
          </Button>
        </>
      )}
      {asking && (
        <Question title={words.voidSure} onClose={() => setAsking(false)}>
          <p>{words.voidLead}</p>
          <Field
            label={words.reason}
            value={reason}
            onInput={setReason}
            maxLength={500}
            wrong={tried && !reason.trim() && say().required}
          />
          {sending.wrong && <Wrong>{sending.wrong}</Wrong>}
          <Button kind="danger" busy={sending.busy} onClick={voidIt}>
            {words.void}
          </Button>
          <Button kind="plain" onClick={() => setAsking(false)}>
            {words.keep}
          </Button>
        </Question>
      )}
    </li>
  );
}

/** Sends what cannot wait for a signal, and says what is wrong. */
function useSending() {
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  return {
    busy,
    wrong,
    async send(path: string, body: object, headers: Record<string, string> = {}): Promise<boolean> {
      setBusy(true);
      setWrong(null);
      try {
        await send('POST', path, body, headers);
        changes.value++;
        return true;
      } catch (error) {
        if (error instanceof SignedOut) expired.value = true;
        const detail = error instanceof Refused ? error.problem.detail : null;
        setWrong(detail ?? sayMarket().needsSignal);
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
