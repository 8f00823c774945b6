import { family } from './form/image.ts';
import { nodeExporter } from './monitoring.ts';

export default family('prom/node-exporter', { 'latest v1.10.2': () => nodeExporter('1.10.2') });
