import { z } from 'zod';
import type { Deps } from '../../app/command.ts';
import {
  batchBehind,
  publicBatch,
  publicLabel,
  publicVerification,
} from '../../app/public-views.ts';
import { viewKey } from '../../app/view-key.ts';
import { parseBatchCode, showBatchCode } from '../../domain/batch-code.ts';
import {
  publicStyleHash,
  renderNotFoundPage,
  renderPublicPage,
  renderUnusedLabelPage,
  renderVerifyPage,
} from '../../web/public/index.ts';
import type { Language } from '../../wire/problems.ts';
import type { KeptAnswers } from '../kept-answers.ts';
import { type Page, type PageReply, sendPage } from '../pages.ts';
import type { App } from '../types.ts';

const query = z.object({
  lang: z
    .enum(['th', 'en'])
    .optional()
    .catch(undefined)
    .meta({ description: 'Language; else by Accept-Language.' }),
});
const lookUpQuery = query.extend({ code: z.string().max(200).default('').catch('') });
const params = z.object({
  code: z.string().max(200).meta({ example: '7K3M9QX2V2', description: 'Batch code.' }),
});
const html = z.string().meta({ description: 'An HTML page.' });
/** Where a code is typed in. */
const LOOK_UP = '/b';

/** The pages that a label's QR code opens: for anyone, without JavaScript. */
export function publicRoutes(app: App, deps: Deps, kept: KeptAnswers): void {
  const config = { operation: 'public.read' } as const;
  const schema = {
    tags: ['public'],
    security: [],
    produces: ['text/html'],
    response: { 200: html, 404: html },
  };

  /** The page about a code, or one that says what may be wrong with it. */
  async function aboutCode(
    request: { params: { code: string }; query: { lang?: Language | undefined }; lang: Language },
    reply: PageReply,
    find: (code: string, language: Language) => Promise<Page | null>,
  ) {
    const typed = request.params.code;
    const language = request.query.lang ?? request.lang;
    const code = parseBatchCode(typed);
    const page = code && (await find(code, language));
    if (page) return sendPage(reply, page);
    const reason = code ? 'unknown' : 'mistyped';
    reply.code(404);
    return sendPage(reply, renderNotFoundPage(language, typed, reason, LOOK_UP));
  }

  /** It tells the minute in which it was made, so for so long it may be shown again. */
  async function labelPage(code: string, language: Language): Promise<Page | null> {
    const stored = await batchBehind(deps.storage, code);
    if (!stored) return unusedPage(code, language);
    const minute = deps.now().slice(0, 'YYYY-MM-DDTHH:mm'.length);
    const key = await viewKey(deps, stored);
    const html = await kept(`page ${language} ${minute} ${key}`, async () => {
      return renderPublicPage(await publicBatch(deps, stored), language).html;
    });
    return { html, styleHash: publicStyleHash };
  }

  /** Of a label from a roll that waits for its batch. */
  async function unusedPage(code: string, language: Language): Promise<Page | null> {
    const view = await publicLabel(deps, code);
    return view && renderUnusedLabelPage(view, language);
  }

  async function verifyPage(code: string, language: Language): Promise<Page | null> {
    const view = await publicVerification(deps, code);
    return view && renderVerifyPage(view, language);
  }

  app.get('/b/:code', {
    config,
    schema: {
      ...schema,
      operationId: 'openLabel',
      summary: 'The public page of a batch',
      description:
        'What the QR code on a label opens: is it safe now, what is it, where does it come from. A label from a roll that no batch has says so. In Thai or English, without personal data.',
      params,
      querystring: query,
    },
    handler: (request, reply) => aboutCode(request, reply, labelPage),
  });

  app.get('/b/:code/verify', {
    config,
    schema: {
      ...schema,
      operationId: 'openVerification',
      summary: 'Whether the book about a batch is whole',
      description:
        'What the QR code on an audit report opens: recomputes the chain and shows each hash, to be held against the paper. Without personal data.',
      params,
      querystring: query,
    },
    handler: (request, reply) => aboutCode(request, reply, verifyPage),
  });

  app.get(LOOK_UP, {
    config,
    schema: {
      ...schema,
      operationId: 'lookUpCode',
      summary: 'Look up a code',
      description: 'Opens the page of a code that was typed in, or asks for one.',
      querystring: lookUpQuery,
    },
    handler: async (request, reply) => {
      const { code: typed, lang } = request.query;
      const code = parseBatchCode(typed);
      const language = lang ?? request.lang;
      if (code) {
        const suffix = lang ? `?lang=${lang}` : '';
        return reply.redirect(`/b/${showBatchCode(code)}${suffix}`);
      }
      const page = renderNotFoundPage(language, typed, 'mistyped', LOOK_UP);
      return sendPage(typed ? reply.code(404) : reply, page);
    },
  });
}
