/** The entry point, and the only file that does something when it is imported: settings, connections, registration. */
import { readEnvironment } from '../shared/config.ts';
import { connect } from '../shared/deps.ts';
import { register } from './register.ts';

register(connect(readEnvironment()));
