import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Place } from '../../../../domain/accounts.ts';
import { addDays } from '../../../../domain/dates.ts';
import { Shown } from '../../parts/as-of.tsx';
import { Button, Choice, Field, Wrong } from '../../parts/controls.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Page } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { kgOf, nameOf, today } from '../../parts/shown.ts';
import { say } from '../../words/common.ts';
import { sayLead } from '../../words/lead.ts';
import { type GoodsForm, GoodsFormEnd, useGoodsForm } from './goods-form.tsx';
import { GoodsLines, lineBody } from './lines.tsx';
import { useNetwork } from './morning.tsx';

type Receiver = { kind: 'kitchen' | 'stall'; id: string; nameTh: string; nameEn: string };
export type SendForm = GoodsForm & { to: Receiver; deliverOn: string };

/** A delivery: batches by scan or tap, with amounts; to whom; sent. */
export function SendScreen() {
  const words = sayLead().send;
  const { route } = useLocation();
  const goods = useGoodsForm<SendForm>();
  const { place, mended, before, lines, tried, total } = goods;
  const [to, setTo] = useState<Receiver | null>(before?.to ?? null);
  const [day, setDay] = useState<'today' | 'tomorrow'>('today');
  const deliverOn = day === 'today' ? today() : addDays(today(), 1);

  async function send() {
    goods.setTried(true);
    if (!to || lines.length === 0 || !goods.isWeighed) return;
    const form: SendForm = { ...goods.form, to, deliverOn };
    const { kind, id } = to;
    const taken = await goods.take(
      [
        {
          kind: 'delivery.dispatch',
          title: `${nameOf(to)} ${kgOf(total)}`,
          path: '/v1/deliveries',
          body: {
            from: place,
            to: { kind, id } satisfies Place,
            deliverOn,
            lines: lines.map(lineBody),
            note: form.note || null,
            recordedAt: new Date().toISOString(),
          },
          form,
        },
      ],
      mended?.id,
    );
    if (taken) route(`/app/lead/deliveries/${taken[0]!.id}`, true);
  }

  return (
    <Page title={words.title} back="/app/lead">
      {mended?.state === 'refused' && <Refusal of={mended.problem} />}
      <Receivers to={to} onChange={setTo} wrong={tried && !to} />
      <GoodsLines
        title={words.goods}
        lines={lines}
        onChange={goods.setLines}
        amount={words.sends}
      />
      <GoodsFormEnd
        of={goods}
        more={
          <Choice
            label={words.day}
            options={[
              { value: 'today', text: say().today },
              { value: 'tomorrow', text: words.tomorrow },
            ]}
            value={day}
            onChange={setDay}
          />
        }
        tooFew={lines.length === 0 && words.noLines}
        icon="truck"
        save={words.send}
        onSave={send}
      />
    </Page>
  );
}

/** Who gets it: those of the last deliveries first, then all of them. */
function Receivers({
  to,
  onChange,
  wrong,
}: {
  to: Receiver | null;
  onChange: (to: Receiver | null) => void;
  wrong: boolean;
}) {
  const words = sayLead().send;
  const { lists } = useNetwork();
  const [search, setSearch] = useState('');
  if (to) {
    return (
      <div class="card last">
        <span>
          <span class="soft">{words.to}</span> <b>{nameOf(to)}</b>
        </span>
        <Button kind="plain" onClick={() => onChange(null)}>
          {words.change}
        </Button>
      </div>
    );
  }
  const all: Receiver[] = [
    ...(lists.kitchens.value ?? []).map((entry) => ({ ...entry, kind: 'kitchen' as const })),
    ...(lists.stalls.value ?? []).map((entry) => ({ ...entry, kind: 'stall' as const })),
  ];
  const lately = [...new Set((lists.sent.value?.items ?? []).map(({ to: { id } }) => id))];
  const rank = ({ id }: Receiver) => {
    const at = lately.indexOf(id);
    return at < 0 ? lately.length : at;
  };
  const text = search.trim().toLowerCase();
  const shown = all
    .filter(({ nameTh, nameEn }) => `${nameTh} ${nameEn}`.toLowerCase().includes(text))
    .sort((a, b) => rank(a) - rank(b));
  return (
    <section>
      <h2>{words.toWhom}</h2>
      {wrong && <Wrong>{words.noReceiver}</Wrong>}
      {all.length > FEW && (
        <Field label={say().search} type="search" value={search} onInput={setSearch} />
      )}
      <Shown data={lists.kitchens}>
        {() => (
          <ul class="list">
            {shown.slice(0, FEW).map(({ kind, id, nameTh, nameEn }) => (
              <li key={id}>
                <button
                  type="button"
                  class="card goods add"
                  onClick={() => onChange({ kind, id, nameTh, nameEn })}
                >
                  <Icon of={kind === 'kitchen' ? 'school' : 'stall'} />
                  <b>{nameOf({ nameTh, nameEn })}</b>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Shown>
      {text !== '' && shown.length === 0 && <p>{say().nothingFound}</p>}
    </section>
  );
}

const FEW = 6;
