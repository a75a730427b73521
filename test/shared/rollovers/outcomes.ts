/** An outcome for tests, with what they say of it. */
import type { Outcome } from '../../../shared/rollovers/outcome.ts';

export function outcome(given: Partial<Outcome> = {}): Outcome {
  return {
    ...{ organizationId: 'contoso', organization: 'Contoso', mpnId: '4100101', location: 'Berlin' },
    ...{ programId: 'hosting', fromTerm: 'FY27', toTerm: 'FY28', outcome: 'rolledForward', reasons: [] },
    ...given,
  };
}
