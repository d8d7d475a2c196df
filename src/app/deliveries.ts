import type { z } from 'zod';
import { actorAt, scopeOf } from '../auth/permissions.ts';
import { cancelDispatch, dispatch, receive } from '../domain/batch/delivery.ts';
import { type Batch, originsOf } from '../domain/batch/state.ts';
import { certificateOn } from '../domain/certificates.ts';
import { dayOf } from '../domain/dates.ts';
import { refuse } from '../domain/refusal.ts';
import type { cancelBody, dispatchBody, receiptBody } from '../wire/commands.ts';
import { type CommandRequest, carryOut, type Deps, type PhotoDeps } from './command.ts';
import { checkNoRepeats } from './lines.ts';
import { checkPhotos } from './photos.ts';
import type { Account, Delivery, RegistryLookup } from './ports.ts';
import { cropOf, placeInUse } from './references.ts';

type About<B extends z.ZodType> = CommandRequest & { body: z.output<B> };

/** The command's key becomes the delivery's id, so that a phone knows it before it has a signal. */
export const dispatchDelivery = (deps: Deps, request: About<typeof dispatchBody>) =>
  carryOut(deps, request, async (unit) => {
    const { from, to, lines, note, deliverOn } = request.body;
    const { registry } = unit;
    const actor = actorAt(unit.account, 'deliveries.dispatch', [from]);
    await placeInUse(registry, unit.account, to, 'to');
    checkNoRepeats(lines);
    for (const line of lines) {
      const batch = await unit.batch(line.batch);
      const crop = await cropOf(registry, batch);
      const priceSatang = unit.settings.deliveryPrices
        ? (line.priceSatang ?? crop.priceSatang)
        : null;
      const certificate = await certificateFor(registry, batch);
      const command = {
        deliveryId: request.key,
        from,
        to,
        amount: line.amount,
        units: crop.units,
        priceSatang,
        certificateId: certificate?.id ?? null,
        deliverOn: deliverOn ?? dayOf(unit.now),
        note,
      };
      unit.record(line.batch, actor, dispatch(batch, command, unit.context(actor)));
    }
  });

/**
 * The certificate, of the farmer or of the network, that counts for a batch. A mixed one has none unless all that is
 * in it has; then the one that ends first.
 */
export async function certificateFor(registry: RegistryLookup, batch: Batch) {
  const certificates = await certificatesFor(registry, batch);
  const [first] = certificates.toSorted((a, b) =>
    (a?.validTo ?? '') < (b?.validTo ?? '') ? -1 : 1,
  );
  return certificates.includes(null) ? null : (first ?? null);
}

/** The certificate that counts for each harvest that a batch is of; null where there is none. */
export async function certificatesFor(registry: RegistryLookup, batch: Batch) {
  const certificates = originsOf(batch).map(async ({ farmerId, networkId, harvestedOn }) =>
    certificateOn(
      await registry.certificatesOf(batch.municipalityId, farmerId, networkId),
      harvestedOn,
    ),
  );
  return Promise.all(certificates);
}

/** All certificates that count for what a batch is of, each once. */
export async function countingCertificates({ storage }: Deps, batch: Batch) {
  const registry = await storage.registryNow(batch.municipalityId);
  const certificates = await certificatesFor(registry, batch);
  const counting = certificates.flatMap((certificate) => certificate ?? []);
  return [...new Map(counting.map((each) => [each.id, each])).values()];
}

export const confirmReceipt = (deps: PhotoDeps, id: string, request: About<typeof receiptBody>) =>
  carryOut(deps, request, async (unit) => {
    const { lines } = request.body;
    const delivery = await visibleDelivery(deps, unit.account, id);
    const actor = actorAt(unit.account, 'deliveries.receive', [delivery.to]);
    checkNoRepeats(lines);
    const open = openLines(delivery);
    for (const { batch } of lines) {
      if (!open.includes(batch)) refuse('delivery-not-open', { delivery: id, code: batch });
    }
    const left = open.filter((code) => !lines.some(({ batch }) => batch === code));
    if (left.length > 0) refuse('receipt-incomplete', { codes: left.join(', ') });
    for (const { batch: code, ...line } of lines) {
      const batch = await unit.batch(code);
      await checkPhotos(deps, unit.account, line.rejected?.photos);
      unit.record(code, actor, receive(batch, { deliveryId: id, line }, unit.context(actor)));
    }
  });

export const cancelDelivery = (deps: Deps, id: string, request: About<typeof cancelBody>) =>
  carryOut(deps, request, async (unit) => {
    const { reason } = request.body;
    const delivery = await visibleDelivery(deps, unit.account, id);
    const actor = actorAt(unit.account, 'deliveries.cancel', [delivery.from]);
    const open = openLines(delivery);
    if (open.length === 0) {
      refuse('delivery-not-open', { delivery: id, code: delivery.lines[0]?.batch ?? '' });
    }
    for (const code of open) {
      const batch = await unit.batch(code);
      const command = { deliveryId: id, reason };
      unit.record(code, actor, cancelDispatch(batch, command, unit.context(actor)));
    }
  });

/** A delivery whose sender or receiver the account may speak for. @throws Refusal not-found */
export async function visibleDelivery({ storage }: Deps, account: Account, id: string) {
  const scope = scopeOf(account, 'deliveries.read');
  const delivery = await storage.delivery(account.municipalityId, scope, id);
  return delivery ?? refuse('not-found', { what: 'delivery' });
}

const openLines = ({ lines }: Delivery): string[] =>
  lines.filter(({ status }) => status === 'in_transit').map(({ batch }) => batch);
