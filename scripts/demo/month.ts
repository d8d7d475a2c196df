import { liveThroughDay } from './day.ts';
import { liveThisMorning } from './morning.ts';
import { troubleOn } from './trouble.ts';
import { BANGKOK_MS, DAY_MS, MINUTE_MS, type World } from './world.ts';

const DAYS = 28;

/**
 * Four weeks of an ordinary municipality, up to this morning.
 * @param progress told the day, from 1 to 28, that begins
 */
export async function liveThroughMonth(
  world: World,
  progress: (day: number, of: number) => void,
): Promise<void> {
  const today = Math.floor((Date.now() + BANGKOK_MS) / DAY_MS) * DAY_MS - BANGKOK_MS;
  const start = (ago: number) => today - ago * DAY_MS;
  const weekday = (ago: number) => new Date(start(ago) + BANGKOK_MS).getUTCDay();
  const isSchoolDay = (ago: number) => weekday(ago) >= 1 && weekday(ago) <= 5;
  const schoolDays = Array.from({ length: DAYS }, (_, index) => index + 1).filter(isSchoolDay);

  for (let ago = DAYS; ago >= 1; ago--) {
    progress(DAYS - ago + 1, DAYS);
    await liveThroughDay(world, {
      ago,
      weekday: weekday(ago),
      schoolDay: isSchoolDay(ago),
      trouble: (network) => troubleOn(ago, network, schoolDays),
      at: (hour, minute) =>
        world.clock.set(new Date(start(ago) + (hour * 60 + minute) * MINUTE_MS)),
    });
  }
  await liveThisMorning(world);
}
