import type { ComponentChildren } from 'preact';
import { CropPicture } from '../../parts/crop-picture.tsx';
import { kgOf, named } from '../../parts/shown.ts';
import { Status } from '../../parts/status.tsx';
import type { Goods } from './goods.ts';

type Shown = Pick<Goods, 'shownCode' | 'crop' | 'status' | 'grams'>;

/** What a batch is, how much there is of it, and how it stands. */
export const GoodsText = ({ goods, children }: { goods: Shown; children?: ComponentChildren }) => {
  const { th, en } = goods.crop.names;
  return (
    <>
      <CropPicture crop={{ nameTh: th, nameEn: en, scientificName: null }} />
      <span class="goods-text">
        <b>
          {named(goods.crop.names)} <span class="amount-text">{kgOf(goods.grams)}</span>
        </b>
        <span class="small-code">{goods.shownCode}</span>
        {children}
        <Status of={goods.status} />
      </span>
    </>
  );
};

export const GoodsRow = ({
  goods,
  href,
  children,
}: {
  goods: Shown;
  href: string;
  children?: ComponentChildren;
}) => (
  <a class="card goods" href={href}>
    <GoodsText goods={goods}>{children}</GoodsText>
  </a>
);
