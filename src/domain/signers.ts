/** Who inspects what a school has been delivered: one inspector, or a committee of three. */
export const INSPECTED_BY = ['inspector', 'committee'] as const;
export type InspectedBy = (typeof INSPECTED_BY)[number];

/** Who signs a school's papers, besides whoever delivers and whoever receives. */
export type Signers = {
  inspectedBy: InspectedBy;
  supplyOfficerSigns: boolean;
  directorSigns: boolean;
};
