import { elasticFamily } from './elasticsearch-images.ts';

export default elasticFamily('elasticsearch', 'elasticsearch');
