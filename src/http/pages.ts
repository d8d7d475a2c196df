import type { FastifyReply } from 'fastify';
import type { PublicPage } from '../web/public/index.ts';

/** As much of a reply as a page needs. */
export type PageReply = Pick<FastifyReply, 'code' | 'headers' | 'type' | 'send'>;

/** A page, as text or as the bytes that are sent. */
export type Page = Pick<PublicPage, 'styleHash'> & { html: string | Buffer };

/** The answer is about now, so nobody keeps it; nothing but the page's own style is allowed. */
export function sendPage(reply: Omit<PageReply, 'code'>, { html: body, styleHash }: Page) {
  const policy = [
    "default-src 'none'",
    `style-src ${styleHash}`,
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  reply.headers({
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-cache',
    vary: 'accept-language',
  });
  reply.type('text/html; charset=utf-8');
  return reply.send(body);
}
