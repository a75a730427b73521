/** The entry point, and the only file that does something when it is imported: settings, connections, registration. */
import { readEnvironment } from '../shared/config.ts';
import { connect } from '../shared/deps.ts';
import { register } from './register.ts';
import { registerTelemetry } from './telemetry.ts';

const config = readEnvironment();
registerTelemetry(config);
register(connect(config));
