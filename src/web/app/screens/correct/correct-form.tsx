import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { momentOf } from '../../../../domain/dates.ts';
import type { Unit } from '../../../../domain/quantities.ts';
import { parseDay, parseTime } from '../../../../domain/written-dates.ts';
import type { BatchDetail } from '../../../../wire/batches.ts';
import { showDay } from '../../../public/dates.ts';
import { useSettings } from '../../data/municipality.ts';
import { type Photo, withoutPictures } from '../../outbox/photos.ts';
import { Button, Choice, Field, Wrong } from '../../parts/controls.tsx';
import { amountOf, Keypad, numberOf } from '../../parts/keypad.tsx';
import { kgOf, named, shownAmount, shownHarvest } from '../../parts/shown.ts';
import { isPreparing } from '../../pictures/shrunk.ts';
import { say } from '../../words/common.ts';
import { sayCorrect } from '../../words/correct.ts';
import { language } from '../../words/language.ts';
import { type Crop, isUnusual, KG, KHIT, pupilsIn } from './amounts.ts';
import {
  asItStands,
  type BookEntry,
  correctable,
  sentGramsOf,
  shownPrice,
  type What,
} from './entries.ts';
import { NO_PLOT, PlotField } from './plot-field.tsx';
import { fieldsOf, lineOf, type ReceiptFields, ReceiptFieldset } from './receipt-fields.tsx';
import { SprayFields, type SprayTyped, sprayIn, sprayTyped } from './spray-fields.tsx';
import { UnusualQuestion } from './unusual.tsx';

type Reason = keyof ReturnType<typeof sayCorrect>['reasons'];

/** Why each is usually wrong. */
const REASONS: Record<What, readonly Reason[]> = {
  amount: ['unit', 'weighed', 'typed', 'other'],
  day: ['late', 'date', 'other'],
  plot: ['plot', 'plotLeft', 'other'],
  spray: ['sprayLeft', 'sprayDay', 'sprayLabel', 'other'],
  line: ['weighed', 'typed', 'found', 'other'],
  price: ['agreed', 'gift', 'typed', 'other'],
  meal: ['counted', 'menu', 'typed', 'other'],
  whole: ['twice', 'crop', 'batch', 'other'],
};

/** As it is typed; kept with the entry, so that it can be opened again. */
export type CorrectionForm = {
  what: What;
  typed: string;
  unit: Unit;
  day: string;
  /** Left out in forms from before there were times. */
  time?: string;
  /** Left out in forms from before they could be put right. */
  plot?: { id: string; name: string };
  spray?: SprayTyped;
  price?: string;
  menu?: string;
  pupils?: string;
  receipt: ReceiptFields;
  reason: Reason | null;
  other: string;
};

/** A correction, ready for the service. */
export type Correction = {
  title: string;
  body: Record<string, unknown>;
  photos: Photo[];
  form: CorrectionForm;
  /** Grams by which the entry's own place has more, or below zero less, than before. */
  moved: number;
};

/** A mistake is put right by an entry of its own, with a reason; what was written first stays in the book. */
export function CorrectForm({
  batch,
  entry,
  crop,
  before,
  photos = true,
  busy,
  children,
  onSave,
}: {
  batch: BatchDetail;
  entry: BookEntry;
  crop: Crop | null;
  /** What was refused, or a part of it from an older version. */
  before?: Partial<CorrectionForm> | undefined;
  /** Whether photos can be taken here. */
  photos?: boolean;
  busy: boolean;
  /** Why it was not taken. */
  children?: ComponentChildren;
  onSave: (correction: Correction) => unknown;
}) {
  const words = sayCorrect();
  const settings = useSettings();
  const { amount, line, meal, priceSatang } = asItStands(entry, batch);
  const possible = correctable(entry, settings);
  const isHarvest = entry.type === 'harvest-registered';
  // Also of a crop that the phone does not know.
  const units = [KG, ...(isHarvest ? [] : [KHIT]), ...(crop?.units ?? [])];
  const sentGrams = sentGramsOf(batch, String(entry.data.deliveryId));
  const [form, setForm] = useState<CorrectionForm>(() => ({
    what: possible[0] ?? 'whole',
    typed: '',
    unit: units.find((known) => known.unit === amount?.unit)?.unit ?? 'kg',
    day: showDay(batch.harvestedOn, language.value),
    receipt: fieldsOf(line),
    reason: null,
    other: '',
    ...before,
  }));
  const [tried, setTried] = useState(false);
  const [asked, setAsked] = useState(false);
  const set = (change: Partial<CorrectionForm>) => setForm((now) => ({ ...now, ...change }));

  const { what, typed, unit } = form;
  const quantity = amountOf(typed);
  const day = parseDay(form.day);
  const typedTime = form.time ?? batch.harvestedTime ?? '';
  const time = typedTime.trim() === '' ? null : parseTime(typedTime);
  const isTime = typedTime.trim() === '' || time !== null;
  const isFuture = day !== null && momentOf(day, time ?? '00:00') > new Date().toISOString();
  const receipt = lineOf(form.receipt, sentGrams);
  const plot = form.plot ?? { id: batch.plot?.id ?? NO_PLOT, name: batch.plot?.name ?? '' };
  const isOtherPlot = plot.id !== (batch.plot?.id ?? NO_PLOT);
  const typedSpray = form.spray ?? sprayTyped(batch.spray);
  const { spray, wrong: wrongInSpray } = sprayIn(typedSpray, batch.harvestedOn);
  const isSpray = Object.keys(wrongInSpray).length === 0;
  const price = form.price ?? (priceSatang === null ? '' : String(priceSatang / 100));
  const baht = numberOf(price);
  const menu = form.menu ?? meal?.menu ?? '';
  const pupils = form.pupils ?? String(meal?.pupils ?? '');
  const count = pupilsIn(pupils);
  // Of something else that was wrong it may have been another.
  const chosen = REASONS[what].find((each) => each === form.reason) ?? null;
  const reason = chosen === 'other' ? form.other.trim() : chosen && words.reasons[chosen];

  function save(confirmed: string[], as: Unit = unit) {
    setTried(true);
    const entered = what === 'amount' && quantity !== null ? { quantity, unit: as } : null;
    const isComplete = {
      amount: entered,
      day: day && isTime && !isFuture,
      plot: isOtherPlot,
      spray: isSpray,
      line: receipt,
      price: baht !== null,
      meal: menu.trim() !== '' && count !== null,
      whole: true,
    }[what];
    if (!reason || !isComplete) return;
    if (isHarvest && entered && crop && confirmed.length === 0) {
      if (isUnusual(entered, crop, settings)) return setAsked(true);
    }
    setAsked(false);
    const weight = units.find((known) => known.unit === as)?.gramsPerUnit ?? 1000;
    const grams = entered && Math.round(entered.quantity * weight);
    const to = {
      amount: entered && shownAmount({ ...entered, grams: grams ?? 0 }),
      day: day && shownHarvest({ harvestedOn: day, harvestedTime: time }),
      plot: plot.name,
      spray: spray?.product ?? words.spray.no,
      line: receipt && kgOf(receipt.acceptedGrams),
      price: baht !== null && shownPrice(baht * 100),
      meal: `${menu.trim()} · ${sayCorrect().pupils(String(count))}`,
      whole: null,
    }[what];
    const was = line?.acceptedGrams ?? amount?.grams ?? 0;
    const now = what === 'whole' ? 0 : what === 'line' ? receipt!.acceptedGrams : (grams ?? was);
    const comes = isHarvest || entry.type === 'received' || entry.type === 'mixed';
    onSave({
      title: to ? words.entryTitle(batch.shownCode, to) : words.entryVoid(batch.shownCode),
      body: {
        action: what === 'whole' ? 'void' : 'correct',
        entry: entry.id,
        reason,
        ...(entered && { amount: entered }),
        ...(what === 'day' && { harvest: { harvestedOn: day, harvestedTime: time } }),
        ...(what === 'plot' && { harvest: { plotId: plot.id === NO_PLOT ? null : plot.id } }),
        ...(what === 'spray' && { harvest: { spray } }),
        ...(what === 'price' && { priceSatang: Math.round((baht ?? 0) * 100) }),
        ...(what === 'meal' && { meal: { menu: menu.trim(), pupils: count } }),
        ...(what === 'line' && { line: receipt }),
        confirmed,
        recordedAt: new Date().toISOString(),
      },
      photos: what === 'line' ? form.receipt.photos : [],
      form: {
        ...form,
        unit: as,
        receipt: { ...form.receipt, photos: withoutPictures(form.receipt.photos) },
      },
      moved: comes ? now - was : was - now,
    });
  }

  return (
    <>
      <p>
        {named(batch.crop.names)} · {words.entries[entry.type as 'sold'] ?? entry.type}
        {amount && ` · ${words.was(shownAmount(amount))}`}
        {meal && ` · ${meal.menu} · ${words.pupils(String(meal.pupils))}`}
        {priceSatang !== null && ` · ${shownPrice(priceSatang)}`}
      </p>
      {possible.length > 1 ? (
        <Choice
          label={words.what}
          options={possible.map((value) => ({ value, text: words.whats[value] }))}
          value={what}
          onChange={(chosen) => set({ what: chosen })}
        />
      ) : (
        <p>{words.whats[what]}</p>
      )}
      {what === 'amount' && (
        <Keypad
          value={typed}
          onChange={(next) => set({ typed: next })}
          unit={unit}
          units={units}
          onUnit={(next) => set({ unit: next })}
        />
      )}
      {what === 'day' && (
        <>
          <Field
            label={words.dayField}
            value={form.day}
            autocomplete="off"
            onInput={(next) => set({ day: next })}
            wrong={tried && (!day ? words.dayWrong : isFuture && words.future)}
          />
          <Field
            label={words.timeField}
            value={typedTime}
            inputMode="numeric"
            autocomplete="off"
            onInput={(next) => set({ time: next })}
            wrong={tried && !isTime && words.timeWrong}
          />
        </>
      )}
      {what === 'plot' && batch.farmer && (
        <>
          <PlotField
            farmerId={batch.farmer.id}
            value={plot.id}
            onChange={(id, name) => set({ plot: { id, name } })}
          />
          {tried && !isOtherPlot && <Wrong>{words.plotMissing}</Wrong>}
        </>
      )}
      {what === 'spray' && (
        <SprayFields
          typed={typedSpray}
          harvestedOn={batch.harvestedOn}
          wrong={tried ? wrongInSpray : {}}
          onChange={(next) => set({ spray: next })}
        />
      )}
      {what === 'price' && (
        <Field
          label={words.priceField}
          value={price}
          inputMode="decimal"
          autocomplete="off"
          onInput={(next) => set({ price: next })}
          wrong={tried && baht === null && words.priceWrong}
        />
      )}
      {what === 'meal' && (
        <>
          <Field
            label={words.menu}
            value={menu}
            maxLength={200}
            onInput={(next) => set({ menu: next })}
            wrong={tried && !menu.trim() && say().required}
          />
          <Field
            label={words.pupilsField}
            value={pupils}
            inputMode="numeric"
            maxLength={7}
            autocomplete="off"
            onInput={(next) => set({ pupils: next })}
            wrong={tried && count === null && words.pupilsWrong}
          />
          <p class="soft">{words.mealWhole}</p>
        </>
      )}
      {what === 'line' && (
        <ReceiptFieldset
          fields={form.receipt}
          sentGrams={sentGrams}
          tried={tried}
          photos={photos}
          onChange={(next) => set({ receipt: next })}
        />
      )}
      {what === 'whole' && entry.type === 'received' && <p>{words.receiveAgain}</p>}
      <Choice
        label={words.why}
        options={REASONS[what].map((value) => ({ value, text: words.reasons[value] }))}
        value={chosen}
        onChange={(value) => set({ reason: value })}
      />
      {chosen === 'other' && (
        <Field
          label={words.other}
          value={form.other}
          onInput={(other) => set({ other })}
          maxLength={500}
          wrong={tried && !reason && say().required}
        />
      )}
      {tried && !chosen && <Wrong>{words.choose}</Wrong>}
      {tried && what === 'amount' && quantity === null && <Wrong>{words.amountMissing}</Wrong>}
      {children}
      <Button
        kind={what === 'whole' ? 'danger' : 'main'}
        busy={busy || isPreparing.value}
        onClick={() => save([])}
      >
        {words.save}
      </Button>
      {asked && crop && quantity !== null && (
        <UnusualQuestion
          crop={crop}
          amount={{ quantity, unit }}
          settings={settings}
          onRight={() => save(['unusual-amount'])}
          onInstead={({ unit: instead }) => save([], instead)}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
