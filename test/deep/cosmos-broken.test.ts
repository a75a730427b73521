/** Ten thousand random broken requests: this configuration sets DEEP=1. */
import '../infra/local/cosmos/broken.test.ts';
