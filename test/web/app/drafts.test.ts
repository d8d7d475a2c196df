import { expect, it } from 'vitest';
import { changedIn, merged } from '../../../src/web/app/screens/office/registry/drafts.ts';

it('what is typed stays over what somebody else has changed meanwhile, field by field', () => {
  const before = {
    nameTh: 'คะน้า',
    nameEn: 'Kale',
    units: { bundle: '300', head: '500' },
    settings: { digits: 'arabic', unusualFactor: '3', oldestEntryDays: '30' },
  };
  const typed = {
    ...before,
    nameTh: 'คะน้าฮ่องกง',
    units: { bundle: '300', head: '', bag: '1000' },
    settings: { ...before.settings, digits: 'thai' },
  };
  const now = {
    ...before,
    nameTh: 'คะน้าใบ',
    nameEn: 'Chinese kale',
    units: { bundle: '350', head: '500' },
    settings: { ...before.settings, unusualFactor: '4' },
  };
  expect(merged(typed, before, now)).toEqual({
    nameTh: 'คะน้าฮ่องกง',
    nameEn: 'Chinese kale',
    units: { bundle: '350', head: '', bag: '1000' },
    settings: { digits: 'thai', unusualFactor: '4', oldestEntryDays: '30' },
  });
  expect(changedIn(before, now)).toEqual(['nameTh', 'nameEn', 'units', 'unusualFactor']);
  expect(merged(before, before, now)).toEqual(now);
});
