import sharp from 'sharp';
const [out,...ins]=process.argv.slice(2);
const imgs=await Promise.all(ins.map(async f=>({f,m:await sharp(f).metadata()})));
let x=0; const comp=imgs.map(({f,m})=>{const c={input:f,left:x,top:0}; x+=m.width!+8; return c;});
await sharp({create:{width:x,height:Math.max(...imgs.map(i=>i.m.height!)),channels:3,background:'#888'}}).composite(comp).png().toFile(out);
