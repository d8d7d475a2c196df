import type { FastifyReply, FastifyRequest } from 'fastify';
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

type Facts = Awaited<ReturnType<typeof deliveryPaperFacts>>;

const PDF = 'application/pdf';
const common = {
  tags: ['papers'],
  params: idParams,
  produces: [PDF],
  response: { 200: z.any().meta({ description: 'The file.' }), ...problems },
};

/** The papers that go with a delivery, are signed where it arrives, and get its farmers paid. */
export function deliveryPaperRoutes(app: App, deps: Deps, papers: Papers): void {
  const paperOf =
    (kind: string, make: (facts: Facts) => Promise<Uint8Array>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const account = accountOf(request);
      const { id } = request.params as { id: string };
      const delivery = await visibleDelivery(deps, account, id);
      const facts = await deliveryPaperFacts(deps, account.municipalityId, delivery);
      return send(reply, kind, facts, await make(facts));
    };

  app.get('/v1/deliveries/:id/note.pdf', {
    config: { operation: 'deliveries.read' },
    schema: {
      ...common,
      operationId: 'readDeliveryNote',
      summary: 'Delivery note (ใบส่งของ) as PDF',
      description:
        'What was sent, with prices where the delivery carries them. Numbered through the fiscal year. The same book gives the same bytes.',
    },
    handler: paperOf('note', (facts) => papers.note(noteView(facts))),
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
    handler: paperOf('receipt', (facts) => {
      checkReceived(facts.delivery);
      if (!facts.school) refuse('delivery-not-to-school', { delivery: facts.delivery.id });
      return papers.receipt(receiptView(facts, facts.school));
    }),
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
      return send(reply, 'payment', facts, await papers.payments(views));
    },
  });
}

const checkReceived = ({ id, status }: Delivery): void => {
  if (status !== 'received') refuse('delivery-not-received', { delivery: id });
};

const send = (reply: unknown, kind: string, { number }: Facts, bytes: Uint8Array) =>
  sendFile(reply as never, bytes, PDF, `tonnam-${kind}-${number.replace('/', '-')}.pdf`);
