import {
  type Account,
  account,
  accountGroup,
  type Move,
  net,
  PLACE_KINDS,
  splitAccount,
} from '../domain/accounts.ts';
import { showBatchCode } from '../domain/batch-code.ts';
import type { BatchDetail } from '../wire/batches.ts';
import type { FlowView } from './views.ts';

type Node = FlowView['nodes'][number];
const WORDS: Partial<Record<string, string>> = {
  field: 'แปลงปลูก',
  found: 'นับพบเกินบัญชี',
  sold: 'ขายแล้ว',
  cooked: 'ปรุงแล้ว',
  discarded: 'ทิ้ง',
  missing: 'สูญหาย',
};
const HELD = 'คงเหลือ';
const OTHERS = 'ที่อื่น ๆ';
/** As many places as a picture can show; the tables name them all. */
const MOST_PLACES = 14;
const ON_THE_WAY = 'ระหว่างส่ง';

/**
 * The way of a batch's goods: from where they were grown through the places that held them to what became
 * of them. What runs to and fro between two places is netted, and a delivery is the way itself.
 */
export function flowView({ code, history, balances, network, inputs }: BatchDetail): FlowView {
  const moves = net(history.flatMap(({ data }) => (data.moves as Move[] | undefined) ?? []));
  const links = net(withoutTransit(moves));
  const names = new Map<string, string>([[`network/${network.id}`, network.names.th]]);
  for (const { by } of history) names.set(`${by.place.kind}/${by.place.id}`, by.place.names.th);

  const nodes = new Map<string, Node>();
  const flow = new Map<string, FlowView['links'][number]>();
  const own = account('mix', code);
  const home = links.find(({ from }) => from === own)?.to ?? `network/${network.id}`;
  const depths = depthsOf(links, home);
  const last = Math.max(2, ...[...depths.values()].map((depth) => depth + 1));
  const small = lightest(links);
  const join = (from: Node, to: Node, grams: number) => {
    if (from.id === to.id) return;
    for (const node of [from, to]) if (!nodes.has(node.id)) nodes.set(node.id, node);
    const key = `${from.id} ${to.id}`;
    const known = flow.get(key)?.grams ?? 0;
    flow.set(key, { from: from.id, to: to.id, grams: known + grams });
  };
  const nodeOf = (name: Account): Node => {
    const { kind, id } = splitAccount(name);
    const group = accountGroup(kind);
    if (group === 'origin') return { id: kind, name: WORDS[kind] ?? kind, column: 0, is: 'origin' };
    if (group === 'mix') {
      return { id: name, name: `รุ่นรวม ${showBatchCode(id)}`, column: last, is: 'end' };
    }
    if (group === 'end') return { id: kind, name: WORDS[kind] ?? kind, column: last, is: 'end' };
    const column = depths.get(name) ?? 1;
    if (small.has(name)) return { id: `others ${column}`, name: OTHERS, column, is: 'place' };
    return { id: name, name: names.get(name) ?? '–', column, is: 'place' };
  };
  for (const { from, to, grams } of links) {
    if (from === own) {
      for (const { batch, shownCode, grams } of inputs) {
        const node: Node = {
          id: `batch ${batch}`,
          name: `รุ่น ${shownCode}`,
          column: 0,
          is: 'origin',
        };
        join(node, nodeOf(to), grams);
      }
    } else if (splitAccount(to).kind === 'transit') {
      join(nodeOf(from), { id: 'transit', name: ON_THE_WAY, column: last, is: 'held' }, grams);
    } else join(nodeOf(from), nodeOf(to), grams);
  }
  for (const { account, kind, grams } of balances) {
    if (!(PLACE_KINDS as readonly string[]).includes(kind) || grams <= 0) continue;
    join(nodeOf(account as Account), { id: 'held', name: HELD, column: last, is: 'held' }, grams);
  }
  return { nodes: [...nodes.values()], links: [...flow.values()] };
}

/** What a delivery brought somewhere comes from its sender; what is still on its way has only left. */
function withoutTransit(moves: readonly Move[]): Move[] {
  const isTransit = (account: Account) => splitAccount(account).kind === 'transit';
  return moves.flatMap((move): Move[] => {
    if (isTransit(move.from)) {
      const sent = moves.find(({ to }) => to === move.from);
      return sent ? [{ ...move, from: sent.from }] : [];
    }
    if (!isTransit(move.to)) return [move];
    const arrived = moves.filter(({ from }) => from === move.to);
    const grams = move.grams - arrived.reduce((sum, { grams }) => sum + grams, 0);
    return grams > 0 ? [{ ...move, grams }] : [];
  });
}

/** How many places a place is from where the batch began. */
function depthsOf(links: readonly Move[], home: string): Map<string, number> {
  const depths = new Map([[home, 1]]);
  for (const [place, depth] of depths) {
    for (const { from, to } of links) {
      const isPlace = (PLACE_KINDS as readonly string[]).includes(splitAccount(to).kind);
      if (from === place && isPlace && !depths.has(to)) depths.set(to, depth + 1);
    }
  }
  return depths;
}

/** Places that got the least, where there are too many. */
function lightest(links: readonly Move[]): Set<Account> {
  const got = new Map<Account, number>();
  for (const { to, grams } of links) {
    const isPlace = (PLACE_KINDS as readonly string[]).includes(splitAccount(to).kind);
    if (isPlace) got.set(to, (got.get(to) ?? 0) + grams);
  }
  const sorted = [...got].sort(([, a], [, b]) => b - a).map(([account]) => account);
  return new Set(sorted.slice(MOST_PLACES));
}
