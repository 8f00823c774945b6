import { elasticFamily } from './elasticsearch-images.ts';

export default elasticFamily('docker.elastic.co/kibana/kibana', 'kibana');
