import { elasticFamily } from './elasticsearch-images.ts';

export default elasticFamily('docker.elastic.co/elasticsearch/elasticsearch', 'elasticsearch');
