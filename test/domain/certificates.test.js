import { describe, expect, it } from 'vitest';
import { certificateOn } from '../../src/domain/certificates.js';
const certificate = (id, validFrom, validTo, active = true) => ({ id, validFrom, validTo, active });
const season = certificate('season', '2026-01-01', '2026-06-30');
describe('a certificate counts on the day of harvest', () => {
    it('from its first day to its last, both included', () => {
        expect(certificateOn([season], '2025-12-31')).toBeNull();
        expect(certificateOn([season], '2026-01-01')).toBe(season);
        expect(certificateOn([season], '2026-06-30')).toBe(season);
        expect(certificateOn([season], '2026-07-01')).toBeNull();
    });
    it('also when it has ended by now: only the day of harvest is asked for', () => {
        const ended = certificate('ended', '2020-01-01', '2020-12-31');
        expect(certificateOn([ended], '2020-06-01')).toBe(ended);
    });
    it('unless it was withdrawn', () => {
        expect(certificateOn([{ ...season, active: false }], '2026-03-01')).toBeNull();
    });
    it('the longest-lasting of those in force, in whatever order they come', () => {
        const longer = certificate('longer', '2026-02-01', '2027-01-31');
        const withdrawn = certificate('withdrawn', '2026-01-01', '2030-01-01', false);
        const later = certificate('later', '2026-05-01', '2028-01-01');
        for (const certificates of [
            [season, longer, withdrawn, later],
            [later, withdrawn, longer, season],
            [longer, season, later, withdrawn],
        ]) {
            expect(certificateOn(Object.freeze(certificates), '2026-03-01')).toBe(longer);
        }
    });
    it('none, when there is none', () => expect(certificateOn([], '2026-03-01')).toBeNull());
});
