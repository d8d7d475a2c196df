import { describe, expect, it } from 'vitest';
import { keepAnswers } from '../../src/http/kept-answers.ts';
import { openService } from '../setup/service.ts';
import { done, stepsOf } from './steps.ts';

const service = await openService();
const { town, agent, get, post, patch, deps, wait } = service;
const { harvest } = stepsOf(service);
const [{ farmer, lead, place: network }, other] = town.networks;

const { events } = deps.storage;
let eventReads = 0;
Object.assign(deps.storage, {
  events: (...of: Parameters<typeof events>) => {
    eventReads += 1;
    return events(...of);
  },
});

const detail = async (code: string) => done(await get(lead, `/v1/batches/${code}`), 200);
const page = async (code: string, language: string) =>
  (await agent().get(`/b/${code}`).set('Accept-Language', language)).text;

describe('an answer that is kept', () => {
  it('is given again, as it was, without being made', async () => {
    const code = await harvest(farmer, town.crops.kale, 20);
    const [first, before] = [await get(lead, `/v1/batches/${code}`), eventReads];
    const second = await get(farmer, `/v1/batches/${code}`);
    expect([second.text, second.type]).toEqual([first.text, 'application/json']);
    expect(second.headers['cache-control']).toBe('no-store');
    expect(eventReads).toBe(before);
  });

  it('is for nobody who may not see the batch', async () => {
    const code = await harvest(farmer, town.crops.kale, 20);
    await detail(code);
    expect((await get(other.farmer, `/v1/batches/${code}`)).status).toBe(404);
    expect((await agent().get(`/v1/batches/${code}`)).status).toBe(401);
  });

  it('is another after the next event, after the next change of the registry, in another language, a minute later', async () => {
    const code = await harvest(farmer, town.crops.kale, 20);
    const [th, en] = [await page(code, 'th'), await page(code, 'en')];
    expect([th, en].map((text) => /<html lang="(..)"/.exec(text)?.[1])).toEqual(['th', 'en']);
    expect((await detail(code)).status).toBe('waiting');

    done(await post(town.officer, `/v1/batches/${code}/hold`, { level: 'hold', reason: 'กลิ่น' }));
    expect((await detail(code)).status).toBe('on_hold');
    expect(await page(code, 'en')).toContain('On hold for now');

    const { revision } = done(await get(town.officer, `/v1/registry/networks/${network.id}`), 200);
    const change = { revision, nameEn: 'Renamed upstream' };
    done(await patch(town.officer, `/v1/registry/networks/${network.id}`, change), 200);
    expect((await detail(code)).network.names.en).toBe('Renamed upstream');
    const renamed = await page(code, 'en');
    expect(renamed).toContain('Renamed upstream');

    wait(60_000);
    expect(await page(code, 'en')).not.toBe(renamed);
  });
});

describe('keeping answers', () => {
  it('forgets those that were not asked for, beyond so many bytes', async () => {
    const made: string[] = [];
    const make = async (answer: string) => String(made.push(answer) && answer);
    // Of three bytes each, two.
    const kept = keepAnswers(8);
    for (const name of ['ก', 'ข', 'ก', 'ค', 'ก', 'ข', 'too long', 'too long']) {
      expect(String(await kept(name, () => make(name)))).toBe(name);
    }
    expect(made).toEqual(['ก', 'ข', 'ค', 'ข', 'too long']);
    await kept('longer than all', () => make('longer than all'));
    await kept('longer than all', () => make('longer than all'));
    expect(made.slice(5)).toEqual(['longer than all', 'longer than all']);
  });

  it('keeps nothing that failed', async () => {
    const kept = keepAnswers();
    const failing = () => Promise.reject(new Error('not now'));
    await expect(kept('one', failing)).rejects.toThrow('not now');
    expect(String(await kept('one', async () => 'made'))).toBe('made');
  });
});
