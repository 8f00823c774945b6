import { elasticFamily } from './elasticsearch-images.ts';

export default elasticFamily('kibana', 'kibana');
