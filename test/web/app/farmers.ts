import type { Page } from 'playwright-core';
import { farmer as th } from '../../../src/web/app/words/th/farmer.ts';
import type { Service } from '../../setup/service.ts';
import { words } from './phone.ts';

export const farmerWords = th;

let farmers = 0;
/** Another farmer of the first network, with a plot and nothing harvested yet. */
export async function newFarmer({ town }: Service) {
  const { place } = town.networks[0];
  const name = `เกษตรกร ${++farmers}`;
  const farmerId = await town.add('farmers', { networkId: place.id, name });
  const subdistrict = { subdistrictTh: 'แม่กรณ์', subdistrictEn: 'Mae Kon' };
  await town.add('plots', { farmerId, name: 'แปลงหลังบ้าน', ...subdistrict });
  return { farmerId, ...(await town.person('farmer', place, farmerId)) };
}

/** From the home, one of the steps after the other, up to the save. */
export async function keyIn(page: Page, crop: string, amount: string): Promise<void> {
  await page.getByRole('link', { name: th.register }).click();
  await page.getByRole('button', { name: crop, exact: true }).last().click();
  for (const key of amount) {
    const name = key === '.' ? words.keypad.point : key;
    await page.getByRole('button', { name, exact: true }).click();
  }
  await page.getByRole('button', { name: th.amount.save }).click();
}

/** The code that the open page of a batch shows. */
export const codeOn = async (page: Page): Promise<string> =>
  (await page.locator('.batch-code .code').innerText()).replace('-', '');

export const sentAt = /^ส่งแล้ว \d\d:\d\d/;
