import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Unit } from '../../../../domain/quantities.ts';
import type { BatchDetail } from '../../../../wire/batches.ts';
import { showDay } from '../../../public/dates.ts';
import { useSettings } from '../../data/municipality.ts';
import { type Photo, withoutPictures } from '../../outbox/photos.ts';
import { Button, Choice, Field, Wrong } from '../../parts/controls.tsx';
import { amountOf, Keypad, numberOf } from '../../parts/keypad.tsx';
import { kgOf, named, shownAmount, shownHarvest } from '../../parts/shown.ts';
import { isPreparing } from '../../pictures/shrunk.ts';
import { sayCorrect } from '../../words/correct.ts';
import { language } from '../../words/language.ts';
import { type Crop, isUnusual, KG, KHIT } from './amounts.ts';
import { DayFields, dayIn } from './day-fields.tsx';
import {
  asItStands,
  type BookEntry,
  correctable,
  sentGramsOf,
  shownMeal,
  shownPrice,
} from './entries.ts';
import { MealFields, type MealTyped, mealIn } from './meal-fields.tsx';
import { NO_PLOT, PlotField } from './plot-field.tsx';
import { ReasonField, type ReasonTyped, reasonIn } from './reason-field.tsx';
import { fieldsOf, lineOf, type ReceiptFields, ReceiptFieldset } from './receipt-fields.tsx';
import { SprayFields, type SprayTyped, sprayIn, sprayTyped } from './spray-fields.tsx';
import { UnusualQuestion } from './unusual.tsx';

/** As it is typed; kept with the entry, so that it can be opened again. */
export type CorrectionForm = ReasonTyped & {
  typed: string;
  unit: Unit;
  day: string;
  receipt: ReceiptFields;
  /** Left out in forms from before they could be put right. */
  time?: string;
  plot?: { id: string; name: string };
  spray?: SprayTyped;
  price?: string;
  meal?: MealTyped;
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
  const typedDay = { day: form.day, time: form.time ?? batch.harvestedTime ?? '' };
  const { day, time, wrong: wrongInDay } = dayIn(typedDay);
  const receipt = lineOf(form.receipt, sentGrams);
  const plot = form.plot ?? { id: batch.plot?.id ?? NO_PLOT, name: batch.plot?.name ?? '' };
  const isOtherPlot = plot.id !== (batch.plot?.id ?? NO_PLOT);
  const typedSpray = form.spray ?? sprayTyped(batch.spray);
  const { spray, wrong: wrongInSpray } = sprayIn(typedSpray, batch.harvestedOn);
  const price = form.price ?? (priceSatang === null ? '' : String(priceSatang / 100));
  const baht = numberOf(price);
  const typedMeal = form.meal ?? { menu: meal?.menu ?? '', pupils: String(meal?.pupils ?? '') };
  const newMeal = mealIn(typedMeal);
  const reason = reasonIn(form);
  const isRight = (wrong: object) => Object.keys(wrong).length === 0;

  function save(confirmed: string[], as: Unit = unit) {
    setTried(true);
    const entered = what === 'amount' && quantity !== null ? { quantity, unit: as } : null;
    const isComplete = {
      amount: entered,
      day: isRight(wrongInDay),
      plot: isOtherPlot,
      spray: isRight(wrongInSpray),
      line: receipt,
      price: baht !== null,
      meal: newMeal,
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
      meal: newMeal && shownMeal(newMeal),
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
        // Named again, the same day would have an officer look again.
        ...(what === 'day' && {
          harvest: { ...(day !== batch.harvestedOn && { harvestedOn: day }), harvestedTime: time },
        }),
        ...(what === 'plot' && { harvest: { plotId: plot.id === NO_PLOT ? null : plot.id } }),
        ...(what === 'spray' && { harvest: { spray } }),
        ...(what === 'price' && { priceSatang: Math.round((baht ?? 0) * 100) }),
        ...(what === 'meal' && { meal: newMeal }),
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
        {meal && ` · ${shownMeal(meal)}`}
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
      {what === 'day' && <DayFields typed={typedDay} tried={tried} onChange={set} />}
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
        <MealFields
          typed={typedMeal}
          tried={tried}
          onChange={(change) => set({ meal: { ...typedMeal, ...change } })}
        />
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
      <ReasonField typed={form} tried={tried} onChange={set} />
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
