import { z } from 'zod';
import type { Deps } from '../../app/command.ts';
import { visibleDelivery } from '../../app/deliveries.ts';
import { deliveryPaperFacts, paidDeliveryOf } from '../../app/delivery-papers.ts';
import type { Delivery } from '../../app/ports.ts';
import { noteView, paymentViews, receiptView } from '../../documents/delivery-views.ts';
import type { Papers } from '../../documents/index.ts';
import { refuse } from '../../domain/refusal.ts';
import { id } from '../../wire/common.ts';
import { idParams } from '../../wire/deliveries.ts';
import { accountOf } from '../access.ts';
import { problems } from '../commands.ts';
import type { App } from '../types.ts';
import { sendFile } from './papers.ts';

const PDF = 'application/pdf';
const common = {
  tags: ['papers'],
  params: idParams,
  produces: [PDF],
  response: { 200: z.any().meta({ description: 'The file.' }), ...problems },
};

/** The papers that go with a delivery, are signed where it arrives, and get its farmers paid. */
export function deliveryPaperRoutes(app: App, deps: Deps, papers: Papers): void {
  app.get('/v1/deliveries/:id/note.pdf', {
    config: { operation: 'deliveries.read' },
    schema: {
      ...common,
      operationId: 'readDeliveryNote',
      summary: 'Delivery note (ใบส่งของ) as PDF',
      description:
        'What was sent, with prices where the delivery carries them. Numbered through the fiscal year. The same book gives the same bytes.',
    },
    handler: async (request, reply) => {
      const account = accountOf(request);
      const delivery = await visibleDelivery(deps, account, request.params.id);
      const facts = await deliveryPaperFacts(deps, account.municipalityId, delivery);
      const bytes = await papers.note(noteView(facts));
      return sendFile(reply as never, bytes, PDF, nameOf('note', facts.number));
    },
  });

  app.get('/v1/deliveries/:id/receipt.pdf', {
    config: { operation: 'deliveries.read' },
    schema: {
      ...common,
      operationId: 'readDeliveryReceipt',
      summary: 'Inspection and receipt (ใบตรวจรับพัสดุ) as PDF',
      description:
        'Two copies, with what was accepted, rejected and missing, and blanks for those who sign at the school. What was corrected since is told with a revision. Only of what was confirmed, and went to a school.',
    },
    handler: async (request, reply) => {
      const account = accountOf(request);
      const delivery = await visibleDelivery(deps, account, request.params.id);
      checkReceived(delivery);
      const facts = await deliveryPaperFacts(deps, account.municipalityId, delivery);
      if (!facts.school) refuse('delivery-not-to-school', { delivery: delivery.id });
      const bytes = await papers.receipt(receiptView(facts, facts.school));
      return sendFile(reply as never, bytes, PDF, nameOf('receipt', facts.number));
    },
  });

  app.get('/v1/deliveries/:id/payments.pdf', {
    config: { operation: 'payments.read' },
    schema: {
      ...common,
      querystring: z.object({
        farmerId: id.optional().meta({ description: 'The voucher of this farmer alone.' }),
      }),
      operationId: 'readDeliveryPayments',
      summary: 'Payment vouchers (ใบสำคัญรับเงิน) as PDF',
      description:
        'One for each farmer of whose goods something was accepted; a farmer gets the own one. Where no price was agreed, amounts are blanks to be filled in.',
    },
    handler: async (request, reply) => {
      const account = accountOf(request);
      const { farmerId } = request.query;
      const { delivery, farmerIds } = await paidDeliveryOf(deps, account, request.params.id);
      const facts = await deliveryPaperFacts(deps, account.municipalityId, delivery);
      const own = facts.lines.some(({ farmers }) =>
        farmers.some(({ id }) => farmerIds?.includes(id) ?? true),
      );
      if (!own) refuse('not-found', { what: 'delivery' });
      checkReceived(delivery);
      const views = paymentViews(facts).filter(
        (view) =>
          (farmerIds?.includes(view.farmerId) ?? true) &&
          (farmerId === undefined || view.farmerId === farmerId),
      );
      if (views.length === 0) refuse('nothing-accepted', { delivery: delivery.id });
      const bytes = await papers.payments(views);
      return sendFile(reply as never, bytes, PDF, nameOf('payment', facts.number));
    },
  });
}

const checkReceived = ({ id, status }: Delivery): void => {
  if (status !== 'received') refuse('delivery-not-received', { delivery: id });
};

const nameOf = (kind: string, number: string): string =>
  `tonnam-${kind}-${number.replace('/', '-')}.pdf`;
