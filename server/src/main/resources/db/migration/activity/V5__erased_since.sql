-- Whoever shows what was built a while ago asks who was erased since.

CREATE INDEX erased_at ON activity.erased (erased_at);
